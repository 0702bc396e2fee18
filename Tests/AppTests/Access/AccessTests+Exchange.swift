let exchangeScenarios = """
    GET /events/:event/exchange room
    POST /events/:event/exchange/view runners  400
    POST /events/:event/exchange/step runners  400
    GET /events/:event/decisions room
    POST /events/:event/interventions/:intervention/endorsement room  403,member=409,rapporteur=409
    POST /events/:event/interventions/:intervention/decision room  400
    POST /events/:event/interventions/:intervention/proposal room  400
    POST /events/:event/interventions/:intervention/proposal/withdrawal room  403,member=303,rapporteur=303
    GET /api/v1/events/:event/proposals voices
    PUT /api/v1/events/:event/interventions/:intervention/proposal voices  422
    DELETE /api/v1/events/:event/interventions/:intervention/proposal voices
    POST /events/:event/interventions/:intervention/progress room  400
    POST /events/:event/aspects/:aspect/standing room  403,member=303,rapporteur=303
    POST /events/:event/sheets/:sheet/questions room  403,member=409,rapporteur=409
    POST /events/:event/questions/:question/answer runners  303
    POST /events/:event/questions/:question/hiding runners  303
    GET /api/v1/events/:event/exchange room
    PUT /api/v1/events/:event/exchange runners  422
    GET /api/v1/events/:event/exchange/matrix room
    GET /api/v1/events/:event/exchange/blockers room
    PUT /api/v1/events/:event/interventions/:intervention/endorsement voices  409
    DELETE /api/v1/events/:event/interventions/:intervention/endorsement voices  409
    PUT /api/v1/events/:event/interventions/:intervention/decision voices  422
    PUT /api/v1/events/:event/interventions/:intervention/progress voices  422
    GET /api/v1/events/:event/decisions room
    PUT /api/v1/events/:event/aspects/:aspect/standing voices  422
    DELETE /api/v1/events/:event/aspects/:aspect/standing voices
    GET /api/v1/events/:event/questions room
    POST /api/v1/events/:event/questions voices  422
    PUT /api/v1/events/:event/questions/:question/answer runners
    DELETE /api/v1/events/:event/questions/:question/answer runners
    PUT /api/v1/events/:event/questions/:question/hiding runners
    DELETE /api/v1/events/:event/questions/:question/hiding runners
    """
