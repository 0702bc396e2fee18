let exchangeScenarios = """
    GET /api/v1/events/:event/exchange room
    PUT /api/v1/events/:event/exchange runners
    GET /api/v1/events/:event/exchange/matrix room
    GET /api/v1/events/:event/exchange/blockers room
    PUT /api/v1/events/:event/interventions/:intervention/endorsement voices
    DELETE /api/v1/events/:event/interventions/:intervention/endorsement voices
    PUT /api/v1/events/:event/interventions/:intervention/decision voices
    PUT /api/v1/events/:event/interventions/:intervention/progress voices
    GET /api/v1/events/:event/decisions room
    PUT /api/v1/events/:event/aspects/:aspect/standing voices
    DELETE /api/v1/events/:event/aspects/:aspect/standing voices
    GET /api/v1/events/:event/questions room
    POST /api/v1/events/:event/questions voices
    PUT /api/v1/events/:event/questions/:question/answer runners
    DELETE /api/v1/events/:event/questions/:question/answer runners
    PUT /api/v1/events/:event/questions/:question/hiding runners
    DELETE /api/v1/events/:event/questions/:question/hiding runners
    """
