import Web

enum MailAPI {
    static let routes: [APIRoute] = []
}
