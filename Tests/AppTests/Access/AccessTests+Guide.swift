let guideScenarios = """
    """
