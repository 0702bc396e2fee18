import CAssets

/// Which Roundtable this is.
public enum Version {
    /// `1.2.3`, or `1.2.3+5.g0123abc` five commits later; “development” where no release was made of it.
    public static let text = String(cString: roundtable_version())
}
