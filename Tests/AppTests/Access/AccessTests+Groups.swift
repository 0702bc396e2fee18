let groupsScenarios = """
    """
