import Web

enum MailRoutes {
    static let all: [Route] = []
}
