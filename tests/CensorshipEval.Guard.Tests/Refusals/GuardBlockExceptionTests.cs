namespace CensorshipEval.Guard.Tests.Refusals;

public sealed class GuardBlockExceptionTests
{
    private const string Filtered = "HTTP 400 (content_filter)\n\nThe prompt was filtered.";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_block_that_is_thrown_is_told_and_thrown_on(bool stream)
    {
        using var heard = new Heard();
        string model = $"throws-{stream}";
        var notices = new List<RefusalNotice>();
        var options = new RefusalGuardOptions { OnRefusal = (notice, _) => ValueTask.FromResult(notices.Count).AsVoid(() => notices.Add(notice)) };
        var failure = new ProviderException(Filtered);
        (await Should.ThrowAsync<ProviderException>(() => new ScriptedClient(model, failure).UseRefusalGuard(options).AskAsync(stream))).ShouldBeSameAs(failure);
        notices.ShouldHaveSingleItem().Verdict.Delivery.ShouldBe(Delivery.InputBlocked);
        heard.Of("censorshipeval.guard.refusals", "gen_ai.response.model", model).ShouldHaveSingleItem()["censorshipeval.delivery"].ShouldBe("InputBlocked");
    }

    [Fact]
    public async Task A_block_that_is_thrown_behind_text_is_one_of_the_output()
    {
        Verdict? told = null;
        var options = new RefusalGuardOptions { OnRefusal = (notice, _) => ValueTask.FromResult(told = notice.Verdict).AsVoid() };
        await Should.ThrowAsync<ProviderException>(() => new ScriptedClient("m", Asking.Answer[..80], new ProviderException(Filtered)).UseRefusalGuard(options).AskAsync(stream: true));
        told!.Delivery.ShouldBe(Delivery.OutputBlocked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Other_exceptions_are_not_told_and_the_default_can_be_switched_off_or_added_to(bool stream)
    {
        int told = 0;
        var options = new RefusalGuardOptions { OnRefusal = (_, _) => ValueTask.FromResult(told++).AsVoid() };
        await Should.ThrowAsync<ProviderException>(() => new ScriptedClient("m", new ProviderException("HTTP 429 (rate_limit_exceeded)")).UseRefusalGuard(options).AskAsync(stream));
        told.ShouldBe(0);

        Func<Exception, ExchangeError?> known = options.BlockOf;
        options.BlockOf = static _ => null;
        await Should.ThrowAsync<ProviderException>(() => new ScriptedClient("m", new ProviderException(Filtered)).UseRefusalGuard(options).AskAsync(stream));
        told.ShouldBe(0);

        options.BlockOf = exception => known(exception) ?? (exception is TimeZoneNotFoundException ? new ExchangeError { Code = "content_filter", Message = "" } : null);
        await Should.ThrowAsync<TimeZoneNotFoundException>(() => new ScriptedClient("m", new TimeZoneNotFoundException()).UseRefusalGuard(options).AskAsync(stream));
        told.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_setting_that_throws_changes_nothing(bool stream)
    {
        var failure = new ProviderException(Filtered);
        var options = new RefusalGuardOptions { BlockOf = static _ => throw new InvalidOperationException() };
        (await Should.ThrowAsync<ProviderException>(() => new ScriptedClient("m", failure).UseRefusalGuard(options).AskAsync(stream))).ShouldBeSameAs(failure);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_block_that_is_thrown_before_there_is_an_answer_to_wait_for_is_told_as_any_other(bool stream)
    {
        Verdict? told = null;
        var options = new RefusalGuardOptions { OnRefusal = (notice, _) => ValueTask.FromResult(told = notice.Verdict).AsVoid() };
        var failure = new HttpRequestException("HTTP 400 (content_filter)");
        (await Should.ThrowAsync<HttpRequestException>(() => new ThrowingClient(failure).UseRefusalGuard(options).AskAsync(stream))).ShouldBeSameAs(failure);
        told!.Delivery.ShouldBe(Delivery.InputBlocked);

        told = null;
        var other = new IOException("down");
        (await Should.ThrowAsync<IOException>(() => new ThrowingClient(other).UseRefusalGuard(options).AskAsync(stream))).ShouldBeSameAs(other);
        told.ShouldBeNull();
    }
}
