let groupsScenarios = """
    POST /events/:event/priorities runners
    POST /events/:event/priorities/:issue/order runners
    POST /events/:event/priorities/:issue/removal runners
    POST /events/:event/group-plans runners
    GET /events/:event/group-plans/:plan runners
    POST /events/:event/group-plans/:plan runners
    GET /events/:event/group-plans/:plan/sheet runners
    POST /events/:event/group-plans/:plan/use runners
    POST /events/:event/group-plans/:plan/copy runners
    POST /events/:event/group-plans/:plan/removal runners
    POST /events/:event/group-plans/:plan/members runners
    POST /events/:event/group-plans/:plan/latecomers runners
    POST /events/:event/group-plans/:plan/priorities runners
    POST /events/:event/group-plans/:plan/groups runners
    POST /events/:event/groups/:group runners
    POST /events/:event/groups/:group/removal runners
    GET /api/v1/events/:event/priorities room
    PUT /api/v1/events/:event/priorities runners
    GET /api/v1/events/:event/groups room
    PUT /api/v1/events/:event/groups/:group runners
    GET /api/v1/events/:event/group-plans runners
    POST /api/v1/events/:event/group-plans runners
    GET /api/v1/events/:event/group-plans/:plan runners
    DELETE /api/v1/events/:event/group-plans/:plan runners
    PUT /api/v1/events/:event/group-plans/:plan/use runners
    PUT /api/v1/events/:event/group-plans/:plan/memberships/:participant runners
    """
