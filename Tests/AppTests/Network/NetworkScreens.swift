/// What a network shows, as text in Tests/Screens (``ScreenTests``); the working groups stand with their own tests.
let networkScreens = """
    - organiser     en members          /programmes/:programme/members
    - organiser     ru members          /programmes/:programme/members
    - organiser     en member           /programmes/:programme/members/:member
    - administrator en city             /cities/:city
    - organiser     en publications     /programmes/:programme/publications
    - organiser     en publication      /publications/:publication
    - organiser     en publication-new  /programmes/:programme/publications/new
    - organiser     en sharing          /programmes/:programme/sharing
    - organiser     fr sharing          /programmes/:programme/sharing
    - organiser     en notice           /programmes/:programme/notices/:notice
    - organiser     en need             /programmes/:programme/needs/:common
    - organiser     en route            /programmes/:programme/routes/:route
    - organiser     en library          /library
    - organiser     ar library          /library
    - organiser     en experts          /experts
    - organiser     en expert-requests  /experts/requests
    - stranger      en profile          /profile
    """
