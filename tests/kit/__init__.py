"""What tests share: real stores in throw-away homes, stand-in processes."""
