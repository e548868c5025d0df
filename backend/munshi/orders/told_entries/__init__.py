"""What a helper tells of a sale or a khata: who may write it does so by one tap, and the helper hears of it."""
