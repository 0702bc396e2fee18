let threadScenarios = """
    """
