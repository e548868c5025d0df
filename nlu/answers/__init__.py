"""What a few words say because something was just asked."""
