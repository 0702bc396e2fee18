let envisionScenarios = """
    """
