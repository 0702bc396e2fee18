let reportsScenarios = """
    GET /events/:event/reports runners
    GET /events/:event/reports/:file room  403,facilitator=200,organiser=200
    GET /api/v1/events/:event/reports/:file room  403,facilitator=200,organiser=200
    """
