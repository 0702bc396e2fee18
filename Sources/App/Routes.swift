/// Every address of the product, feature by feature in the order in which features may know each other.
/// The live demo, `docs/routes.txt` and the tests of access all read this list.
public enum Routes {
    public static let all: [Route] = [
    ]
}
