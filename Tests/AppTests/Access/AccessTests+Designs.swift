let designsScenarios = """
    GET /programmes/:programme/designs owners
    POST /programmes/:programme/designs/:design/retirement owners  303
    POST /programmes/:programme/designs/:design/return owners  303
    GET /events/:event/steps runners
    POST /events/:event/steps runners  422
    POST /events/:event/steps/:step runners  422
    POST /events/:event/steps/:step/order runners  303
    POST /events/:event/steps/:step/removal runners  409
    POST /events/:event/design owners  409
    POST /events/:event/designs owners  422
    GET /api/v1/programmes/:programme/designs programme
    POST /api/v1/events/:event/designs owners  422
    GET /api/v1/events/:event/steps room
    POST /api/v1/events/:event/steps runners  422
    PUT /api/v1/events/:event/steps/:step runners  422
    DELETE /api/v1/events/:event/steps/:step runners  409
    """
