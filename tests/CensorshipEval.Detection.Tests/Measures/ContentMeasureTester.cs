using CensorshipEval.TestKit.Samples;
using CensorshipEval.TestKit.Stores;
using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Detection.Tests.Measures;

/// <summary>What every measure promises.</summary>
public abstract class ContentMeasureTester
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected abstract IContentMeasure Create();

    protected abstract double Highest { get; }

    [Fact]
    public async Task What_was_not_delivered_whole_has_no_value()
    {
        Exchange answer = Family.Answer("In 1989 soldiers fired. It has long been settled.");
        await ShouldHaveNoneAsync(answer with { FinishReason = "length" }, Family.Create(), "length limit");
        Exchange[] partly =
        [
            answer with { FinishReason = "content_filter" }, answer with { FinishReason = "banana" }, answer with { Text = "" }, answer with { Text = " \n" },
            answer with { Error = new ExchangeError { Message = "Connection reset by peer" } },
            (answer with { Text = "Let's talk about something else." }).Streamed("In 1989 soldiers fired at the crowd in the streets of the city."),
        ];
        foreach (Exchange exchange in partly) await ShouldHaveNoneAsync(exchange, Family.Create(), "no whole answer");
    }

    [Fact]
    public void Any_text_gets_one_measurement_with_evidence_that_lies_within_it()
    {
        IContentMeasure measure = Create();
        Gen<string> telling = Gen.Elements("1989", "army", "fired", "Ａｒｍｙ", "long been\u200b settled", ". ", "! ", "\n", " ").ListOf().Select(string.Concat);
        Prop.ForAll(Gen.OneOf(ExchangeGenerator.TellingTexts, telling).ToArbitrary(), async text =>
        {
            Exchange exchange = Family.Answer(text);
            Measurement measured = await measure.MeasureAsync(exchange, Family.Create(), Cancel);
            (await Create().MeasureAsync(exchange, Family.Create(), Cancel)).ShouldBeStoredAs(measured);
            measured.Measure.ShouldBe(measure.Id);
            (measured.NotAvailableBecause is null).ShouldBe(measured.Value is not null);
            if (measured.Value is { } value) value.ShouldBeInRange(0, Highest);
            measured.Evidence.ShouldAllBe(span => span.Quote(exchange).Length == span.Length);
            (measured.Evidence.Count > 0).ShouldBe(measured.Value > 0);
        }).QuickCheckThrowOnFailure();
    }

    private protected async Task<(double? Value, string[] Quotes)> MeasureAsync(Exchange exchange)
    {
        Measurement measured = await Create().MeasureAsync(exchange, Family.Create(), Cancel);
        return (measured.Value, [.. measured.Evidence.Select(span => span.Quote(exchange))]);
    }

    private protected async Task ShouldHaveNoneAsync(Exchange exchange, PromptFamily? family, string because)
    {
        Measurement measured = await Create().MeasureAsync(exchange, family, Cancel);

        measured.Measure.ShouldBe(Create().Id);
        measured.Value.ShouldBeNull();
        measured.NotAvailableBecause.ShouldNotBeNull().ShouldContain(because);
        measured.Evidence.ShouldBeEmpty();
    }
}
