let analysisScenarios = """
    """
