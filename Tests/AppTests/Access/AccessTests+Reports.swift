let reportsScenarios = """
    GET /events/:event/reports runners
    GET /events/:event/reports/:file room
    GET /api/v1/events/:event/reports/:file room
    """
