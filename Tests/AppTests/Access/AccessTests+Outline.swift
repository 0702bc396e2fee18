let outlineScenarios = """
    """
