using System.Globalization;
using System.Security.Cryptography;

namespace CensorshipEval.Running;

/// <summary>Names runs.</summary>
public static class RunId
{
    /// <summary>A new name that sorts by time and is fit for a file name: <c>20260102-030405-a1b2c3d4</c> (UTC).</summary>
    public static string New(TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        string time = timeProvider.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        return $"{time}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
    }
}
