let mailScenarios = """
    """
