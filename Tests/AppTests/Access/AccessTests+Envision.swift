let envisionScenarios = """
    GET /api/v1/events/:event/envision room
    PUT /api/v1/events/:event/envision runners
    GET /api/v1/events/:event/sheets room
    POST /api/v1/events/:event/sheets room
    GET /api/v1/events/:event/sheets/:sheet room
    PUT /api/v1/events/:event/sheets/:sheet/publication room
    PUT /api/v1/events/:event/sheets/:sheet/vote room
    DELETE /api/v1/events/:event/sheets/:sheet/vote room
    PUT /api/v1/events/:event/sheets/:sheet/ratings voices
    POST /api/v1/events/:event/sheets/:sheet/situations room
    POST /api/v1/events/:event/sheets/:sheet/interventions room
    GET /api/v1/events/:event/situations/:situation room
    GET /api/v1/events/:event/interventions/:intervention room
    PUT /api/v1/events/:event/interventions/:intervention room
    PUT /api/v1/events/:event/interventions/:intervention/withdrawal room
    DELETE /api/v1/events/:event/interventions/:intervention/withdrawal room
    """
