import Web

enum WorkshopFileAPI {
    static let routes: [APIRoute] = []
}
