// The guide builder: preview, citing by drag and keyboard.
