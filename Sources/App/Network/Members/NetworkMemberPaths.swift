import Domain
import Web

extension Paths {
    static let programmeMembers = PathPattern<Programme.ID>("/programmes/:programme/members")
    static let programmeMember = PathPattern<Programme.ID, Member.ID>("/programmes/:programme/members/:member")
    static let memberEnding = PathPattern<Programme.ID, Member.ID>("/programmes/:programme/members/:member/ending")
    static let memberRole = PathPattern<Programme.ID, Member.ID>("/programmes/:programme/members/:member/role")
    static let memberImport = PathPattern<Programme.ID>("/programmes/:programme/members/import")
    static let memberExport = PathPattern<Programme.ID, String>("/programmes/:programme/members/export/:format")
    static let programmeParent = PathPattern<Programme.ID>("/programmes/:programme/parent")
    static let publicPage = PathPattern<Programme.ID>("/programmes/:programme/public")
    static let publicPageEnding = PathPattern<Programme.ID>("/programmes/:programme/public/ending")
    /// What a city is part of; its entry in the directory is ``cityEditing``.
    static let city = PathPattern<City.ID>("/cities/:city")
    static let apiProgrammeMembers = PathPattern<Programme.ID>("/api/v1/programmes/:programme/members")
    static let apiProgrammeMandates = PathPattern<Programme.ID>("/api/v1/programmes/:programme/mandates")
    static let apiProgrammeMember = PathPattern<Programme.ID, Member.ID>(
        "/api/v1/programmes/:programme/members/:member")
    static let apiMemberEnding = PathPattern<Programme.ID, Member.ID>(
        "/api/v1/programmes/:programme/members/:member/ending")
    static let apiMemberRole = PathPattern<Programme.ID, Member.ID>(
        "/api/v1/programmes/:programme/members/:member/role")
    static let apiMemberFile = PathPattern<Programme.ID>("/api/v1/programmes/:programme/member-file")
    static let apiProgrammeParent = PathPattern<Programme.ID>("/api/v1/programmes/:programme/parent")
    static let apiPublicPage = PathPattern<Programme.ID>("/api/v1/programmes/:programme/public-page")
}
