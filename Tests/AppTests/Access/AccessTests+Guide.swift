let guideScenarios = """
    GET /events/:event/guide room
    GET /events/:event/guide/sections/:section room
    GET /events/:event/guide/edit paper
    POST /events/:event/guide/edit paper
    GET /events/:event/guide/live paper
    POST /events/:event/guide/settings paper
    POST /events/:event/guide/languages paper
    POST /events/:event/guide/sections paper
    POST /events/:event/guide/sections/:section/title paper
    POST /events/:event/guide/sections/:section/move paper
    POST /events/:event/guide/sections/:section/removal paper
    POST /events/:event/guide/sections/:section/restoration paper
    POST /events/:event/guide/sections/:section/translation paper
    POST /events/:event/guide/sections/:section/preview paper
    POST /events/:event/guide/evidence paper
    GET /api/v1/events/:event/guide room
    POST /api/v1/events/:event/guide/sections paper
    PUT /api/v1/events/:event/guide/sections/:section/texts/:language paper
    POST /api/v1/events/:event/guide/evidence paper
    """
