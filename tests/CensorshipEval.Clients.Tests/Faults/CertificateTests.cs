using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CensorshipEval.Clients.Tests.Faults;

public sealed class CertificateTests
{
    [Theory]
    [InlineData("127.0.0.1", 1, "self-signed")]
    [InlineData("127.0.0.1", -1, "expired")]
    [InlineData("other.example", 1, "another name")]
    public async Task A_certificate_that_does_not_verify_is_named_and_not_asked_again_and_nothing_is_sent(string name, int endsInDays, string problem)
    {
        using X509Certificate2 certificate = Create(name, endsInDays);
        await using FaultServer server = await FaultServer.StartAsync(certificate, Reply.Answer());

        foreach (bool stream in new[] { true, false })
        {
            Exchange exchange = await Call.ObtainAsync(server.Endpoint, stream, Call.Quick);

            exchange.Error!.Code.ShouldBe("certificate");
            exchange.Error.Message.ShouldStartWith("The certificate of 127.0.0.1 does not verify");
            exchange.Error.Message.ShouldContain(problem);
            exchange.Metadata.ContainsKey("failedAttempts").ShouldBeFalse();
        }

        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_without_TLS_is_a_failed_connection_and_not_a_certificate()
    {
        await using FaultServer server = await FaultServer.StartAsync(Reply.Answer());

        Exchange exchange = await Call.ObtainAsync(new UriBuilder(server.Endpoint) { Scheme = "https" }.Uri, stream: true, Call.Quick);

        exchange.Error!.Code.ShouldBe("connection");
        exchange.Metadata["failedAttempts"].GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_is_a_failed_connection()
    {
        Exchange exchange = await Call.ObtainAsync(new Uri("http://nowhere.invalid/v1"), stream: true, Call.Quick);

        exchange.Error!.Code.ShouldBe("connection");
        exchange.Metadata["failedAttempts"].GetArrayLength().ShouldBe(2);
    }

    private static X509Certificate2 Create(string name, int endsInDays)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        if (System.Net.IPAddress.TryParse(name, out System.Net.IPAddress? address)) names.AddIpAddress(address);
        else names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-2), now.AddDays(endsInDays));
    }
}
