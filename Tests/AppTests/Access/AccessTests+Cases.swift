let casesScenarios = """
    """
