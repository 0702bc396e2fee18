// Cards: texts that several devices write at once.
