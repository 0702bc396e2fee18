let guideScenarios = """
    GET /events/:event/guide room
    GET /events/:event/guide/sections/:section room
    GET /events/:event/guide/edit paper
    POST /events/:event/guide/edit paper  400
    GET /events/:event/guide/live paper
    POST /events/:event/guide/settings paper  400
    POST /events/:event/guide/languages paper  422
    POST /events/:event/guide/sections paper  400
    POST /events/:event/guide/sections/:section/title paper  422
    POST /events/:event/guide/sections/:section/move paper  400
    POST /events/:event/guide/sections/:section/removal paper  303
    POST /events/:event/guide/sections/:section/restoration paper  303
    POST /events/:event/guide/sections/:section/translation paper  400
    POST /events/:event/guide/sections/:section/preview paper
    POST /events/:event/guide/evidence paper  400
    GET /api/v1/events/:event/guide room
    POST /api/v1/events/:event/guide/sections paper  422
    PUT /api/v1/events/:event/guide/sections/:section/texts/:language paper  422
    POST /api/v1/events/:event/guide/evidence paper  422
    """
