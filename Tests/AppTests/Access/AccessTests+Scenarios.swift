/// Who gets through, route by route, and how they are answered: one line for each route, in any order (see ``AccessScenario``).
/// A route without a line, and a line without a route, fail the test.
/// What came later stands in tables of its own, here or beside the feature's tests.
let plenaryScenarios = """
    GET    /                                                                     everyone  200,stranger=303,facilitator=303,organiser=303,administrator=303
    GET    /help                                                                 everyone
    GET    /help/screens/:screen                                                 everyone
    GET    /help/guides/:guide                                                   everyone
    GET    /events/:event/results                                                room
    GET    /programmes/:programme/people                                         programme
    GET    /metrics                                                              everyone  404
    GET    /work/:work                                                           everyone  404,organiser=200
    GET    /work/:work/result                                                    everyone  404,organiser=200
    POST   /work/:work/stop                                                      everyone  404,organiser=303
    GET    /sign-in                                                              everyone  200,stranger=303,facilitator=303,organiser=303,administrator=303
    POST   /sign-in                                                              everyone  422
    GET    /sign-in/links/:token                                                 everyone
    GET    /sign-in/invitations/:token                                           everyone
    POST   /sign-in/invitations/:token                                           everyone  422
    POST   /sign-in/links/:token                                                 everyone  303
    POST   /sign-out                                                             everyone  303
    POST   /language                                                             everyone  303
    GET    /account                                                              accounts
    POST   /account                                                              accounts  422
    POST   /account/password                                                     accounts  422
    POST   /account/sessions/:session/ending                                     accounts  303
    POST   /account/sessions/ending                                              accounts  303
    POST   /account/tokens                                                       accounts  422
    POST   /account/tokens/:token/revocation                                     accounts  303
    GET    /accounts                                                             administrators
    POST   /accounts                                                             administrators  422
    POST   /accounts/:account/invitation                                         administrators
    POST   /accounts/:account/disablement                                        administrators  303
    POST   /accounts/:account/enablement                                         administrators  303
    GET    /join                                                                 everyone  303
    POST   /join                                                                 everyone  422
    GET    /i/:token                                                             everyone
    POST   /i/:token                                                             everyone  303
    GET    /k/:card                                                              everyone  303
    POST   /e/:code/arrivals                                                     everyone  422
    GET    /e/:code/arrivals/live                                                everyone  403,guest=401,observer=200,member=200,rapporteur=200
    POST   /seat/departure                                                       everyone  303
    POST   /events/:event/participants/:participant/link                         owners  201
    POST   /events/:event/participants/:participant/link/revocation              owners  303
    POST   /events/:event/participants/:participant/link/renewal                 owners  201
    POST   /events/:event/link-slips                                             owners  422
    GET    /events/:event/name-cards                                             owners
    POST   /events/:event/name-cards                                             owners  422
    POST   /events/:event/issues                                                 room  403,member=422,rapporteur=422
    POST   /events/:event/issues/:issue                                          room  403,member=422
    POST   /events/:event/issues/:issue/withdrawal                               room  403,member=409
    POST   /events/:event/issues/:issue/restoration                              room  403,member=409
    GET    /events/:event/issues                                                 room
    GET    /events/:event/issues/:issue                                          room
    POST   /events/:event/merges                                                 runners  409
    POST   /events/:event/issues/:issue/wording                                  runners  409
    POST   /events/:event/issues/:issue/separation                               runners  400
    POST   /events/:event/merges/:act/reversal                                   runners  409
    POST   /events/:event/dismissals                                             runners  409
    GET    /e/:code                                                              everyone
    GET    /e/:code/live                                                         everyone  403,guest=401,observer=200,member=200,rapporteur=200
    GET    /events/:event/console                                                runners
    GET    /events/:event/console/live                                           runners
    GET    /events/:event/projector                                              runners  303
    GET    /events/:event/projector/:token                                       everyone
    GET    /events/:event/projector/:token/live                                  everyone
    POST   /events/:event/stage                                                  runners  400
    POST   /events/:event/participants/:participant/admission                    runners  303
    POST   /events/:event/seat-distinctions                                      runners  422
    POST   /api/v1/events/:event/seat-distinctions                               runners  422
    POST   /events/:event/seat-joinings                                          runners  422
    POST   /events/:event/seat-joinings/:joining/reversal                        runners  303
    GET    /api/v1/events/:event/doubles                                         runners
    GET    /api/v1/events/:event/seat-joinings                                   runners
    POST   /api/v1/events/:event/seat-joinings                                   runners  422
    DELETE /api/v1/events/:event/seat-joinings/:joining                          runners
    POST   /events/:event/admissions                                             runners  303
    POST   /events/:event/participants/:participant/refusal                      runners  303
    POST   /events/:event/room-settings                                          runners  303
    GET    /events/:event/rounds/new                                             runners
    POST   /events/:event/rounds                                                 runners  422
    GET    /events/:event/rounds/:round/edit                                     runners
    POST   /events/:event/rounds/:round/change                                   runners  422
    POST   /events/:event/rounds/:round/withdrawal                               runners  303
    POST   /events/:event/rounds/:round/opening                                  runners  409
    POST   /events/:event/rounds/:round/extension                                runners  409
    POST   /events/:event/rounds/:round/closure                                  runners  303
    POST   /events/:event/rounds/:round/revelation                               runners  303
    POST   /e/:code/rounds/:round/ballot                                         voices  409
    GET    /e/:code/rounds/:round/receipts                                       room  409
    GET    /events/:event/rounds/:round/paper                                    paper
    POST   /events/:event/rounds/:round/paper                                    paper  422
    GET    /events/:event/rounds/:round/paper/:paper                             paper
    POST   /events/:event/rounds/:round/paper/:paper/confirmation                paper  303,organiser=409
    POST   /events/:event/rounds/:round/paper/:paper/withdrawal                  paper  303
    GET    /events/:event/rounds/:round                                          room
    GET    /events/:event/rounds/:round/ballots.csv                              room
    GET    /events/:event/rounds/:round/ballots.json                             room
    GET    /events/:event/rounds/:round/counts.csv                               room
    GET    /events/:event/rounds/:round/tally.csv                                room
    GET    /events/:event/rounds/:round/tally.json                               room
    GET    /events/:event/rounds/:round/slope.svg                                room  404
    GET    /events/:event/rounds/:round/slope.png                                room  404
    GET    /healthz                                                              everyone
    GET    /readyz                                                               everyone
    GET    /api/v1/openapi.json                                                  everyone
    GET    /api/v1/countries                                                     accounts
    GET    /api/v1/regions                                                       accounts
    GET    /api/v1/sectors                                                       accounts
    GET    /api/v1/people                                                        keepers
    POST   /api/v1/people                                                        keepers  422
    GET    /api/v1/people/:person                                                keepers
    PUT    /api/v1/people/:person                                                keepers  422
    GET    /api/v1/organisations                                                 keepers
    POST   /api/v1/organisations                                                 keepers  422
    PUT    /api/v1/organisations/:organisation                                   keepers  422
    GET    /api/v1/me                                                            everyone  200,guest=401
    GET    /api/v1/programmes                                                    accounts
    POST   /api/v1/programmes                                                    administrators  422
    GET    /api/v1/programmes/:programme                                         programme
    PUT    /api/v1/programmes/:programme                                         owners  422
    GET    /api/v1/programmes/:programme/events                                  programme
    POST   /api/v1/programmes/:programme/events                                  owners  422
    GET    /api/v1/events                                                        everyone  200,guest=401
    GET    /api/v1/events/:event                                                 room
    PUT    /api/v1/events/:event                                                 owners  422
    POST   /api/v1/events/:event/topics                                          owners  422
    PUT    /api/v1/events/:event/topics/:topic                                   owners  422
    DELETE /api/v1/events/:event/topics/:topic                                   owners  409
    GET    /api/v1/events/:event/participants                                    runners
    POST   /api/v1/events/:event/participants                                    owners  422
    GET    /api/v1/events/:event/participants/:participant                       runners
    PUT    /api/v1/events/:event/participants/:participant/role                  owners  422
    DELETE /api/v1/events/:event/participants/:participant                       owners
    POST   /api/v1/events/:event/participants/:participant/link                   owners  201
    POST   /api/v1/events/:event/participants/:participant/link/renewal           owners  201
    GET    /api/v1/events/:event/activity                                        room
    PUT    /api/v1/events/:event/stage                                           runners  422
    GET    /api/v1/events/:event/issues                                          room
    POST   /api/v1/events/:event/issues                                          voices  422
    GET    /api/v1/events/:event/issues/:issue                                   room
    PUT    /api/v1/events/:event/issues/:issue                                   voices  422
    PUT    /api/v1/events/:event/issues/:issue/withdrawal                        voices  403,member=409
    DELETE /api/v1/events/:event/issues/:issue/withdrawal                        voices  403,member=409
    GET    /api/v1/events/:event/topics/:topic/suggestions                       runners
    GET    /api/v1/events/:event/merges                                          runners
    POST   /api/v1/events/:event/merges                                          runners  422
    POST   /api/v1/events/:event/merges/:act/reversal                            runners  409
    PUT    /api/v1/events/:event/issues/:issue/wording                           runners  422
    GET    /api/v1/events/:event/rounds                                          room
    POST   /api/v1/events/:event/rounds                                          runners  422
    GET    /api/v1/events/:event/rounds/:round                                   room
    PUT    /api/v1/events/:event/rounds/:round                                   runners  422
    DELETE /api/v1/events/:event/rounds/:round                                   runners  409
    POST   /api/v1/events/:event/rounds/:round/opening                           runners  409
    POST   /api/v1/events/:event/rounds/:round/extension                         runners  422
    POST   /api/v1/events/:event/rounds/:round/closure                           runners
    POST   /api/v1/events/:event/rounds/:round/revelation                        runners
    GET    /api/v1/events/:event/rounds/:round/ballot                            voices  200,rapporteur=404
    PUT    /api/v1/events/:event/rounds/:round/ballot                            voices  422
    POST   /api/v1/events/:event/rounds/:round/paper-ballots                     paper  422
    POST   /api/v1/events/:event/rounds/:round/paper-ballots/:paper/confirmation paper  200,organiser=409
    GET    /api/v1/events/:event/rounds/:round/tally                             room
    GET    /api/v1/events/:event/rounds/:round/ballots                           room
    GET    /api/v1/events/:event/rounds/:round/ballots.csv                       room
    GET    /api/v1/events/:event/rounds/:round/counts.csv                        room
    GET    /directory                                                            keepers  303
    GET    /directory/people                                                     keepers
    GET    /directory/people/new                                                 keepers
    POST   /directory/people                                                     keepers  422
    GET    /directory/people/export/:format                                      keepers
    GET    /directory/people/:person                                             keepers
    GET    /directory/people/:person/edit                                        keepers
    POST   /directory/people/:person                                             keepers  422
    GET    /directory/organisations                                              keepers
    GET    /directory/organisations/new                                          keepers
    POST   /directory/organisations                                              keepers  422
    GET    /directory/organisations/:organisation                                keepers
    POST   /directory/organisations/:organisation                                keepers  422
    GET    /directory/countries                                                  keepers
    GET    /directory/regions                                                    keepers
    GET    /directory/regions/:region                                            keepers
    POST   /directory/regions/:region/memberships                                administrators  422
    POST   /directory/regions/:region/memberships/:country/ending                administrators  404
    GET    /directory/sectors                                                    keepers
    POST   /directory/sectors                                                    administrators  422
    POST   /directory/sectors/:sector                                            administrators  422
    POST   /directory/sectors/:sector/order                                      administrators  303
    POST   /directory/sectors/:sector/retirement                                 administrators  303
    POST   /directory/sectors/:sector/return                                     administrators  303
    GET    /directory/people/import                                              keepers
    POST   /directory/people/import                                              keepers  422
    GET    /directory/people/import/template/:format                             keepers
    GET    /directory/people/import/:draft                                       keepers  200,administrator=404
    POST   /directory/people/import/:draft/confirmation                          keepers  303,administrator=404
    POST   /directory/people/import/:draft/withdrawal                            keepers  303,administrator=404
    GET    /directory/people/import/:draft/left-out/:format                      keepers  200,administrator=404
    GET    /events/:event/people/import                                          owners
    POST   /events/:event/people/import                                          owners  422
    GET    /events/:event/people/import/template/:format                         owners
    GET    /events/:event/people/import/:draft                                   owners
    POST   /events/:event/people/import/:draft/confirmation                      owners  303
    POST   /events/:event/people/import/:draft/withdrawal                        owners  303
    GET    /events/:event/people/import/:draft/left-out/:format                  owners
    GET    /programmes                                                           accounts
    GET    /programmes/new                                                       administrators
    POST   /programmes                                                           administrators  422
    GET    /programmes/:programme                                                programme
    GET    /programmes/:programme/edit                                           owners
    POST   /programmes/:programme                                                owners  422
    POST   /programmes/:programme/organisers                                     owners  422
    POST   /programmes/:programme/organisers/:account/removal                    owners  409
    GET    /programmes/:programme/events/new                                     owners
    POST   /programmes/:programme/events                                         owners  422
    GET    /events/:event                                                        room
    GET    /events/:event/settings                                               owners
    POST   /events/:event/settings                                               owners  422
    POST   /events/:event/code                                                   owners  303
    POST   /events/:event/projector-link                                         runners  303
    POST   /events/:event/topics                                                 owners  422
    POST   /events/:event/topics/:topic                                          owners  422
    POST   /events/:event/topics/:topic/order                                    owners  303
    POST   /events/:event/topics/:topic/removal                                  owners  409
    GET    /events/:event/people                                                 runners
    POST   /events/:event/people                                                 owners  422
    GET    /events/:event/people/directory                                       owners
    POST   /events/:event/people/directory                                       owners  422
    GET    /events/:event/people/export/:format                                  runners
    POST   /events/:event/invitations                                            owners  422
    GET    /events/:event/people/:participant                                    owners
    POST   /events/:event/people/:participant                                    owners  422
    POST   /events/:event/people/:participant/removal                            owners  303
    POST   /events/:event/people/:participant/return                             owners  303
    """
