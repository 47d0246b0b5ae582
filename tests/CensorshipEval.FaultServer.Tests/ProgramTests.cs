using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace CensorshipEval.Faults.Tests;

/// <summary>The server as a process of its own.</summary>
public sealed class ProgramTests
{
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task It_tells_its_address_in_one_line_serves_and_ends_cleanly_when_told(string signal)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using Process process = Start(("A_SERVERS_KEY", "right"), "--latency", "1", "--api-key-env", "A_SERVERS_KEY");
        try
        {
            string line = await process.StandardOutput.ReadLineAsync(cancellation).AsTask().WaitAsync(MostTime, cancellation) ?? "";
            line.ShouldStartWith("Listening on http://127.0.0.1:");
            using var http = new HttpClient();
            http.DefaultRequestHeaders.Authorization = new("Bearer", "right");
            using var body = new StringContent(WireClient.Ask("simulated-censor", Served.Prompt.Text), Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await http.PostAsync(new Uri(line.Split(' ')[^1] + "/chat/completions"), body, cancellation);

            using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync(cancellation);
            await process.WaitForExitAsync(cancellation).WaitAsync(MostTime, cancellation);

            (answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest).ShouldBeTrue();
            process.ExitCode.ShouldBe(0);
            (await process.StandardOutput.ReadToEndAsync(cancellation)).ShouldBeEmpty();
            (await process.StandardError.ReadToEndAsync(cancellation)).ShouldBeEmpty();
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    [Fact]
    public async Task What_it_cannot_understand_ends_it_with_2_and_how_to_call_it()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using Process process = Start(null, "--faults", "many");

        string error = await process.StandardError.ReadToEndAsync(cancellation).WaitAsync(MostTime, cancellation);
        await process.WaitForExitAsync(cancellation);

        process.ExitCode.ShouldBe(2);
        error.ShouldContain("--faults: 'many'");
        error.ShouldContain("--latency MS");
    }

    private static Process Start((string Name, string Value)? variable, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CensorshipEval.FaultServer.dll"), .. arguments])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        if (variable is { } set) start.Environment[set.Name] = set.Value;
        return Process.Start(start)!;
    }
}
