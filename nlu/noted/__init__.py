"""What words beside an order are that stand nowhere else: a wish for the shop, talk, or a scrap that tells nothing."""
