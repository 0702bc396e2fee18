let envisionScenarios = """
    POST /events/:event/envision runners  400
    POST /events/:event/sheets room  403,observer=409,member=303,rapporteur=409
    GET /events/:event/sheets/:sheet room  404,member=200,rapporteur=200
    GET /events/:event/sheets/:sheet/live room  404,member=200,rapporteur=200
    POST /events/:event/sheets/:sheet/situations room  400
    POST /events/:event/sheets/:sheet/interventions room  400
    POST /events/:event/sheets/:sheet/publication room  400
    POST /events/:event/sheets/:sheet/vote-opening room  404,member=303,rapporteur=303
    POST /events/:event/sheets/:sheet/vote-closing room  404,member=303,rapporteur=303
    GET /events/:event/sheets/:sheet/ratings room  404,member=200,rapporteur=200
    POST /events/:event/sheets/:sheet/ratings room  404,member=409,rapporteur=409
    GET /events/:event/interventions/:intervention room
    POST /events/:event/interventions/:intervention room  303,observer=403
    POST /events/:event/interventions/:intervention/withdrawal room  409,observer=403
    POST /events/:event/interventions/:intervention/restoration room  303,observer=403
    GET /events/:event/situations/:situation room
    GET /api/v1/events/:event/envision room
    PUT /api/v1/events/:event/envision runners  422
    GET /api/v1/events/:event/sheets room
    POST /api/v1/events/:event/sheets room  403,observer=409,member=200,rapporteur=409
    GET /api/v1/events/:event/sheets/:sheet room  404,member=200,rapporteur=200
    PUT /api/v1/events/:event/sheets/:sheet/publication room  422
    PUT /api/v1/events/:event/sheets/:sheet/vote room  404,member=200,rapporteur=200
    DELETE /api/v1/events/:event/sheets/:sheet/vote room  404,member=200,rapporteur=200
    PUT /api/v1/events/:event/sheets/:sheet/ratings voices  422
    POST /api/v1/events/:event/sheets/:sheet/situations room  422
    POST /api/v1/events/:event/sheets/:sheet/interventions room  422
    GET /api/v1/events/:event/situations/:situation room
    GET /api/v1/events/:event/interventions/:intervention room
    PUT /api/v1/events/:event/interventions/:intervention room  200,observer=403
    PUT /api/v1/events/:event/interventions/:intervention/withdrawal room  409,observer=403
    DELETE /api/v1/events/:event/interventions/:intervention/withdrawal room  200,observer=403
    """
