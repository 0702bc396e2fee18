let designsScenarios = """
    GET /programmes/:programme/designs owners
    POST /programmes/:programme/designs/:design/retirement owners
    POST /programmes/:programme/designs/:design/return owners
    GET /events/:event/steps runners
    POST /events/:event/steps runners
    POST /events/:event/steps/:step runners
    POST /events/:event/steps/:step/order runners
    POST /events/:event/steps/:step/removal runners
    POST /events/:event/design owners
    POST /events/:event/designs owners
    GET /api/v1/programmes/:programme/designs programme
    POST /api/v1/events/:event/designs owners
    GET /api/v1/events/:event/steps room
    POST /api/v1/events/:event/steps runners
    PUT /api/v1/events/:event/steps/:step runners
    DELETE /api/v1/events/:event/steps/:step runners
    """
