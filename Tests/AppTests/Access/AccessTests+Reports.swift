let reportsScenarios = """
    """
