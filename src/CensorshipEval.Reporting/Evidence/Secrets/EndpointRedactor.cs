namespace CensorshipEval.Reporting;

/// <summary>An address without user, password, key and account: what may stand behind a question mark is known, and all else is left out.</summary>
internal static class EndpointRedactor
{
    private static readonly string[] QueryNames = ["api-version", "api_version", "version", "region", "location", "project", "deployment", "model", "alt"];

    public static Uri Redact(Uri endpoint, SecretMask mask, RemovedTally removed)
    {
        long found = 0;
        if (!endpoint.IsAbsoluteUri)
        {
            string clean = mask.Told(endpoint.OriginalString, ref found);
            removed.Add("targets.endpoint", isWhole: false, found);
            return found == 0 ? endpoint : new Uri(clean, UriKind.RelativeOrAbsolute);
        }

        string[] path = endpoint.AbsolutePath.Split('/');
        for (int i = 0; i < path.Length; i++) path[i] = mask.Told(path[i], ref found);
        removed.Add("targets.endpoint.path", isWhole: false, found);
        string[] query = endpoint.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);
        string[] kept = [.. query.Where(part => IsKept(part, mask))];
        removed.Add("targets.endpoint.query", isWhole: true, query.Length - kept.Length);
        removed.Add("targets.endpoint.user", isWhole: true, endpoint.UserInfo.Length > 0 ? 1 : 0);
        removed.Add("targets.endpoint.fragment", isWhole: true, endpoint.Fragment.Length > 0 ? 1 : 0);
        if (found == 0 && kept.Length == query.Length && endpoint.UserInfo.Length == 0 && endpoint.Fragment.Length == 0) return endpoint;

        // Brackets may not stand in a path.
        string plain = string.Join('/', path).Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
        string rest = kept.Length == 0 ? "" : "?" + string.Join('&', kept);
        return new Uri($"{endpoint.Scheme}://{(endpoint.IsDefaultPort ? endpoint.Host : endpoint.Authority)}{plain}{rest}");
    }

    private static bool IsKept(string part, SecretMask mask)
    {
        string[] pair = part.Split('=', 2);
        long found = 0;
        if (pair.Length == 2) mask.Told(Uri.UnescapeDataString(pair[1]), ref found);
        return found == 0 && QueryNames.Contains(Uri.UnescapeDataString(pair[0]), StringComparer.OrdinalIgnoreCase);
    }
}
