using System.Security.Authentication;

namespace CensorshipEval.Clients;

/// <summary>Tells a certificate that does not verify, which asking again does not mend, from a connection that merely failed.</summary>
internal static class CertificateFailure
{
    public const string Code = "certificate";

    // The platform gives the reasons only as names inside a message: those of SslPolicyErrors and of X509ChainStatusFlags.
    private static readonly (string Name, string Meaning)[] Reasons =
    [
        ("RemoteCertificateNameMismatch", "it is for another name"),
        ("NotTimeValid", "it has expired, or is not valid yet"),
        ("Revoked", "it was revoked"),
        ("UntrustedRoot", "it is self-signed, or its issuer is not trusted here"),
        ("PartialChain", "its issuer is not known here"),
        ("RemoteCertificateNotAvailable", "the server shows none"),
        ("RemoteCertificateChainErrors", "its chain is not trusted here"),
    ];

    /// <summary>What is wrong with the certificate, as a sentence; <see langword="null"/> when nothing is.</summary>
    public static string? Of(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is not AuthenticationException) continue;
            (string Name, string Meaning)[] found = Array.FindAll(Reasons, reason => cause.Message.Contains(reason.Name, StringComparison.Ordinal));
            if (found.Length > 0) return $"{string.Join("; ", found.Select(static reason => reason.Meaning))} ({string.Join(", ", found.Select(static reason => reason.Name))}).";
        }

        return null;
    }
}
