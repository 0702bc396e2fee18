import Domain
import Web

extension Paths {
    static let mandates = FixedPath("/directory/mandates")
    static let newMandate = FixedPath("/directory/mandates/new")
    static let mandate = PathPattern<Mandate.ID>("/directory/mandates/:mandate")
    static let mandateEnding = PathPattern<Mandate.ID>("/directory/mandates/:mandate/ending")
    static let mandateSuspension = PathPattern<Mandate.ID>("/directory/mandates/:mandate/suspension")
    static let mandateConfirmation = PathPattern<Mandate.ID>("/directory/mandates/:mandate/confirmation")
    static let mandateRefusal = PathPattern<Mandate.ID>("/directory/mandates/:mandate/refusal")
    /// Those of the visitor's own person.
    static let ownMandates = FixedPath("/my-mandates")
    static let ownMandateConfirmation = PathPattern<Mandate.ID>("/my-mandates/:mandate/confirmation")
    /// Those who hold one and have no account.
    static let mandateInvitations = FixedPath("/directory/mandates/invitations")
    static let mandateImport = FixedPath("/directory/mandates/import")
    static let mandateExport = PathPattern<String>("/directory/mandates/export/:format")
    static let apiMandateFile = FixedPath("/api/v1/mandate-file")
    static let apiMandates = FixedPath("/api/v1/mandates")
    static let apiMandate = PathPattern<Mandate.ID>("/api/v1/mandates/:mandate")
    static let apiMandateEnding = PathPattern<Mandate.ID>("/api/v1/mandates/:mandate/ending")
    static let apiMandateSuspension = PathPattern<Mandate.ID>("/api/v1/mandates/:mandate/suspension")
    static let apiMandateConfirmation = PathPattern<Mandate.ID>("/api/v1/mandates/:mandate/confirmation")
    static let apiMandateRefusal = PathPattern<Mandate.ID>("/api/v1/mandates/:mandate/refusal")
    static let apiOwnMandates = FixedPath("/api/v1/my-mandates")
}
