import Domain
import Web

extension Paths {
    static let actions = PathPattern<Programme.ID>("/programmes/:programme/actions")
    static let newAction = PathPattern<Programme.ID>("/programmes/:programme/actions/new")
    static let action = PathPattern<Action.ID>("/actions/:action")
    static let actionEditing = PathPattern<Action.ID>("/actions/:action/edit")
    static let actionState = PathPattern<Action.ID>("/actions/:action/state")

    static let apiActions = PathPattern<Programme.ID>("/api/v1/programmes/:programme/actions")
    static let apiAction = PathPattern<Action.ID>("/api/v1/actions/:action")
}
