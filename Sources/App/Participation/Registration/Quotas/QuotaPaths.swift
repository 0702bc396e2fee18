import Domain
import Web

extension Paths {
    static let quotas = PathPattern<Event.ID>("/events/:event/registration/quotas")
    static let quota = PathPattern<Event.ID, Quota.ID>("/events/:event/registration/quotas/:quota")
    static let quotaOrder = PathPattern<Event.ID, Quota.ID>("/events/:event/registration/quotas/:quota/order")
    static let quotaRemoval = PathPattern<Event.ID, Quota.ID>("/events/:event/registration/quotas/:quota/removal")
    static let quotaFile = PathPattern<Event.ID>("/events/:event/registration/quota-file")
    static let allocation = PathPattern<Event.ID>("/events/:event/registration/allocation")
    static let allocationConfirmation = PathPattern<Event.ID, AllocationRun.ID>(
        "/events/:event/registration/allocation/:allocation/confirmation")
    static let allocationDiscard = PathPattern<Event.ID, AllocationRun.ID>(
        "/events/:event/registration/allocation/:allocation/discard")
    static let allocationCheck = PathPattern<Event.ID>("/events/:event/registration/check")
    static let allocationCheckFile = PathPattern<Event.ID, String>("/events/:event/registration/check/:file")
    static let apiQuotas = PathPattern<Event.ID>("/api/v1/events/:event/quotas")
    static let apiQuota = PathPattern<Event.ID, Quota.ID>("/api/v1/events/:event/quotas/:quota")
    static let apiAllocations = PathPattern<Event.ID>("/api/v1/events/:event/allocations")
    static let apiAllocation = PathPattern<Event.ID, AllocationRun.ID>("/api/v1/events/:event/allocations/:allocation")
    static let apiAllocationConfirmation = PathPattern<Event.ID, AllocationRun.ID>(
        "/api/v1/events/:event/allocations/:allocation/confirmation")
    static let apiAllocationFile = PathPattern<Event.ID, String>("/api/v1/events/:event/allocation-files/:file")
}
