import Domain
import Web

extension Paths {
    static let workingGroups = PathPattern<Programme.ID>("/programmes/:programme/groups")
    static let newWorkingGroup = PathPattern<Programme.ID>("/programmes/:programme/groups/new")
    static let workingGroup = PathPattern<Programme.ID, WorkingGroup.ID>("/programmes/:programme/groups/:workgroup")
    static let workingGroupEditing = PathPattern<Programme.ID, WorkingGroup.ID>(
        "/programmes/:programme/groups/:workgroup/edit")
    static let workingGroupClosure = PathPattern<Programme.ID, WorkingGroup.ID>(
        "/programmes/:programme/groups/:workgroup/closure")
    static let workingGroupMembers = PathPattern<Programme.ID, WorkingGroup.ID>(
        "/programmes/:programme/groups/:workgroup/members")
    static let workingGroupExport = PathPattern<Programme.ID, String>("/programmes/:programme/groups/export/:format")

    /// Of all programmes that the visitor sees.
    static let apiAllWorkingGroups = FixedPath("/api/v1/working-groups")
    static let apiWorkingGroups = PathPattern<Programme.ID>("/api/v1/programmes/:programme/working-groups")
    static let apiWorkingGroup = PathPattern<Programme.ID, WorkingGroup.ID>(
        "/api/v1/programmes/:programme/working-groups/:workgroup")
    static let apiWorkingGroupClosure = PathPattern<Programme.ID, WorkingGroup.ID>(
        "/api/v1/programmes/:programme/working-groups/:workgroup/closure")
    static let apiWorkingGroupMembers = PathPattern<Programme.ID, WorkingGroup.ID>(
        "/api/v1/programmes/:programme/working-groups/:workgroup/members")
    static let apiGroupCoverage = PathPattern<Programme.ID>("/api/v1/programmes/:programme/group-coverage")
}
