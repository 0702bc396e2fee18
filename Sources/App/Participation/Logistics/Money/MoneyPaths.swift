import Domain
import Web

enum MoneyPaths {
    static let mine = FixedPath("/money")
    static let budget = PathPattern<Event.ID>("/events/:event/budget")
    static let lines = PathPattern<Event.ID>("/events/:event/budget/lines")
    static let line = PathPattern<Event.ID, BudgetLine.ID>("/events/:event/budget/lines/:line")
    static let lineRemoval = PathPattern<Event.ID, BudgetLine.ID>("/events/:event/budget/lines/:line/removal")
    static let entitlements = PathPattern<Event.ID>("/events/:event/budget/entitlements")
    static let entitlementRemoval = PathPattern<Event.ID, Entitlement.ID>(
        "/events/:event/budget/entitlements/:entitlement/removal")
    static let payments = PathPattern<Event.ID>("/events/:event/budget/payments")
    static let rates = PathPattern<Event.ID>("/events/:event/budget/rates")
    static let allowances = PathPattern<Event.ID>("/events/:event/budget/allowances")
    static let allowancesSheet = PathPattern<Event.ID>("/events/:event/budget/allowances/rates.xlsx")
    static let allowancesImport = PathPattern<Event.ID>("/events/:event/budget/allowances/import")
    static let allowanceRemoval = PathPattern<Event.ID, Allowance.ID>(
        "/events/:event/budget/allowances/:allowance/removal")
    static let finance = PathPattern<Event.ID>("/events/:event/budget/people")
    static let financeRemoval = PathPattern<Event.ID, Account.ID>("/events/:event/budget/people/:account/removal")
    static let claims = PathPattern<Event.ID>("/events/:event/claims")
    static let claimsSheet = PathPattern<Event.ID>("/events/:event/claims.xlsx")
    static let claimsImport = PathPattern<Event.ID>("/events/:event/claims/import")
    static let claim = PathPattern<Event.ID, Claim.ID>("/events/:event/claims/:claim")
    static let claimCheck = PathPattern<Event.ID, Claim.ID>("/events/:event/claims/:claim/check")
    static let claimState = PathPattern<Event.ID, Claim.ID>("/events/:event/claims/:claim/state")
    static let receipt = PathPattern<Event.ID, Claim.ID, Receipt.ID>("/events/:event/claims/:claim/receipts/:receipt")

    static let apiLines = PathPattern<Event.ID>("/api/v1/events/:event/budget")
    static let apiClaims = PathPattern<Event.ID>("/api/v1/events/:event/claims")
    static let apiAllowances = PathPattern<Event.ID>("/api/v1/events/:event/allowances")
    static let apiAllowancesImport = PathPattern<Event.ID>("/api/v1/events/:event/allowances/import")
    static let apiClaimsImport = PathPattern<Event.ID>("/api/v1/events/:event/claims/import")
    static let apiClaim = PathPattern<Event.ID, Claim.ID>("/api/v1/events/:event/claims/:claim")
    static let apiClaimState = PathPattern<Event.ID, Claim.ID>("/api/v1/events/:event/claims/:claim/state")
    static let apiReceipts = PathPattern<Event.ID, Claim.ID>("/api/v1/events/:event/claims/:claim/receipts")
    static let apiReceipt = PathPattern<Event.ID, Claim.ID, Receipt.ID>(
        "/api/v1/events/:event/claims/:claim/receipts/:receipt")
}
