import Domain
import Storage
import Web

enum PlayerTalkRoutes {
    static let all: [Route] = []
}
