let designsScenarios = """
    """
