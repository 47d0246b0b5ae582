using CensorshipEval.Faults.Models;

namespace CensorshipEval.Faults.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void Options_are_read()
    {
        ModelServerOptions options = CommandLine.Parse(
            ["--port", "8123", "--latency", "20", "--faults", "0.25", "--seed", "9", "--api-key-env", "A_KEY", "--answer", "plain"],
            static name => name == "A_KEY" ? "secret" : null);

        options.Port.ShouldBe(8123);
        options.Latency.ShouldBe(TimeSpan.FromMilliseconds(20));
        options.Faults.ShouldBe(0.25);
        options.Seed.ShouldBe(9);
        options.ApiKey.ShouldBe("secret");
        options.Plain.ShouldBeTrue();
    }

    [Fact]
    public void Without_options_there_is_no_fault_no_wait_and_no_key()
    {
        ModelServerOptions options = CommandLine.Parse([], static _ => "set");

        options.Faults.ShouldBe(0);
        options.Latency.ShouldBe(TimeSpan.Zero);
        options.ApiKey.ShouldBeNull();
        options.Plain.ShouldBeFalse();
    }

    [Theory]
    [InlineData("--port", "70000")]
    [InlineData("--port", "1.5")]
    [InlineData("--latency", "-1")]
    [InlineData("--faults", "1.1")]
    [InlineData("--faults", "NaN")]
    [InlineData("--seed", "x")]
    [InlineData("--api-key-env", "NOT_SET")]
    [InlineData("--answer", "other")]
    [InlineData("--what", "1")]
    [InlineData("--port")]
    public void What_cannot_be_understood_is_named(params string[] arguments) =>
        Should.Throw<FormatException>(() => CommandLine.Parse(arguments, static _ => null)).Message.ShouldContain(arguments[0]);
}
