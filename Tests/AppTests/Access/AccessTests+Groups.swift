let groupsScenarios = """
    POST /events/:event/priorities runners  303
    POST /events/:event/priorities/:issue/order runners  303
    POST /events/:event/priorities/:issue/removal runners  409
    POST /events/:event/group-plans runners  422
    GET /events/:event/group-plans/:plan runners
    POST /events/:event/group-plans/:plan runners  303
    GET /events/:event/group-plans/:plan/sheet runners
    POST /events/:event/group-plans/:plan/use runners  303
    POST /events/:event/group-plans/:plan/copy runners  303
    POST /events/:event/group-plans/:plan/removal runners  409
    POST /events/:event/group-plans/:plan/members runners  400
    POST /events/:event/group-plans/:plan/latecomers runners  303
    POST /events/:event/group-plans/:plan/priorities runners  303
    POST /events/:event/group-plans/:plan/groups runners  303
    POST /events/:event/groups/:group runners  303
    POST /events/:event/groups/:group/removal runners  409
    GET /api/v1/events/:event/priorities room
    PUT /api/v1/events/:event/priorities runners  422
    GET /api/v1/events/:event/groups room
    PUT /api/v1/events/:event/groups/:group runners
    GET /api/v1/events/:event/group-plans runners
    POST /api/v1/events/:event/group-plans runners  422
    GET /api/v1/events/:event/group-plans/:plan runners
    DELETE /api/v1/events/:event/group-plans/:plan runners  409
    PUT /api/v1/events/:event/group-plans/:plan/use runners
    PUT /api/v1/events/:event/group-plans/:plan/memberships/:participant runners
    """
