let reviewScenarios = """
    """
