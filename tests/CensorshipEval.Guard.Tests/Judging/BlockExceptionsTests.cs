using System.Net;

namespace CensorshipEval.Guard.Tests.Judging;

public sealed class BlockExceptionsTests
{
    private const string Azure =
        "HTTP 400 (content_filter)\nParameter: prompt\n\nThe prompt triggered the content management policy of this deployment, so no answer was made. Please change it and try again.";

    [Theory]
    [InlineData(Azure)]
    [InlineData("HTTP 400 (invalid_request_error: content_filter)\n\nThe prompt was filtered.")]
    [InlineData("HTTP 400 (invalid_request_error: invalid_prompt)\n\nYour prompt was flagged as potentially violating our usage policy.")]
    [InlineData("HTTP 400 (invalid_request_error)\n\nContent Exists Risk")]
    [InlineData("The response was filtered.\nStatus: 400 (Bad Request)\nErrorCode: content_filter\n\nContent:\n{\"error\":{\"code\":\"content_filter\"}}\n\nHeaders:\nServer: x")]
    [InlineData("Status Code: BadRequest\n{\"error\":{\"code\":\"data_inspection_failed\",\"message\":\"Input data may contain inappropriate content.\"}}")]
    [InlineData("HTTP 403 (moderation_blocked)\n\nRejected.")]
    public void A_block_in_the_words_of_an_SDK_is_one(string message)
    {
        ExchangeError error = BlockExceptions.Find(new ProviderException(message)).ShouldNotBeNull();
        error.HttpStatus.ShouldNotBeNull().ShouldBeOneOf(400, 403);
        BlockExceptions.Find(new InvalidOperationException("The request failed.", new ProviderException(message)))!.Code.ShouldBe(error.Code);
    }

    [Fact]
    public void A_status_that_is_a_property_needs_no_words_of_it()
    {
        BlockExceptions.Find(new HttpRequestException("{\"error\":{\"code\":\"content_filter\"}}", null, HttpStatusCode.BadRequest)).ShouldNotBeNull();
        BlockExceptions.Find(new HttpRequestException("Unavailable.", null, HttpStatusCode.UnavailableForLegalReasons)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("HTTP 429 (rate_limit_exceeded)\n\nThe content_filter deployment is over its rate limit.")]
    [InlineData("HTTP 401 (invalid_api_key)\n\nNo access; see the content policy.")]
    [InlineData("HTTP 500 (server_error)\n\nThe content filter is down.")]
    [InlineData("HTTP 403 (permission_denied)\n\nThis key may not use this model.")]
    [InlineData("HTTP 400 (invalid_request_error: invalid_value)\n\nInvalid value for 'messages[0].content'.")]
    [InlineData("HTTP 400 (invalid_request_error: unknown_parameter)\n\nUnknown parameter: 'content_filter'.")]
    [InlineData("HTTP 400 (invalid_request_error)\n\nInvalid schema for response_format 'refusal'.")]
    [InlineData("HTTP 400 (invalid_request_error: model_not_found)\n\nThe model 'tiny-uncensored' does not exist.")]
    [InlineData("HTTP 400 (context_length_exceeded)\n\nToo many tokens.")]
    [InlineData("Bad\nStatus: 400 (Bad Request)\nErrorCode: BadRequest\n\nHeaders:\nx-content-policy: content_filter")]
    [InlineData("Our own moderation blocked this: content_filter.")]
    [InlineData("")]
    public void A_rate_limit_a_failed_login_and_an_exception_of_the_app_are_none(string message)
    {
        BlockExceptions.Find(new ProviderException(message)).ShouldBeNull();
        BlockExceptions.Find(new HttpRequestException(message, null, HttpStatusCode.TooManyRequests)).ShouldBeNull();
        BlockExceptions.Find(new HttpRequestException(message, null, HttpStatusCode.Unauthorized)).ShouldBeNull();
    }

    [Fact]
    public void A_rate_limit_that_was_caused_by_something_else_is_a_rate_limit()
    {
        BlockExceptions.Find(new ProviderException("HTTP 429 (rate_limit_exceeded)", new ProviderException(Azure))).ShouldBeNull();
        BlockExceptions.Find(new OperationCanceledException(Azure)).ShouldBeNull();
    }

    [Fact]
    public void Causes_are_searched_to_a_depth()
    {
        Exception chain = new ProviderException(Azure);
        for (int i = 0; i < 20; i++) chain = new InvalidOperationException("wrapped", chain);
        BlockExceptions.Find(chain).ShouldBeNull();
    }

    [Fact]
    public void A_message_of_any_length_and_shape_is_read_in_no_time()
    {
        string[] long_ = [new('\n', 1_000_000), new(' ', 1_000_000), $"HTTP 400 ({new string('a', 1_000_000)}", string.Concat(Enumerable.Repeat("\"code\":\"", 100_000))];
        foreach (string message in long_) BlockExceptions.Find(new ProviderException(message)).ShouldBeNull();
    }
}
