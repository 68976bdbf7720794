"""Sends one batch with google-api-python-client; prints {request_id: answer or error} as JSON."""

import json
import sys

import httplib2
from googleapiclient.discovery import build_from_document
from googleapiclient.errors import HttpError

root, calls = sys.argv[1], json.loads(sys.argv[2])


def parameters(*names):
    return {name: {"type": "string", "required": True, "location": "path"} for name in names}


def method(verb, path, *names, body=False, query=None):
    described = {
        "id": "calendar.events." + verb.lower(),
        "path": path,
        "httpMethod": verb,
        "parameters": {**parameters(*names), **(query or {})},
        "parameterOrder": list(names),
        "response": {"$ref": "Any"},
    }
    if body:
        described["request"] = {"$ref": "Any"}
    return described


EVENTS = "calendars/{calendarId}/events"
EVENT = EVENTS + "/{eventId}"
document = {
    "name": "calendar",
    "version": "v3",
    "rootUrl": root,
    "servicePath": "calendar/v3/",
    "baseUrl": root + "calendar/v3/",
    "batchPath": "batch",
    "schemas": {"Any": {"id": "Any", "type": "object", "additionalProperties": {"type": "any"}}},
    "resources": {
        "events": {
            "methods": {
                "get": method("GET", EVENT, "calendarId", "eventId"),
                "list": method(
                    "GET",
                    EVENTS,
                    "calendarId",
                    query={"maxResults": {"type": "integer", "location": "query"}},
                ),
                "insert": method("POST", EVENTS, "calendarId", body=True),
                "patch": method("PATCH", EVENT, "calendarId", "eventId", body=True),
                "delete": method("DELETE", EVENT, "calendarId", "eventId"),
            }
        }
    },
}

service = build_from_document(document, http=httplib2.Http())
answers = {}


def keep(request_id, response, exception):
    if isinstance(exception, HttpError):
        message = json.loads(exception.content)["error"]["message"]
        answers[request_id] = {"status": exception.resp.status, "message": message}
    else:
        answers[request_id] = response


batch = service.new_batch_http_request(callback=keep)
for request_id, name, arguments, headers in calls:
    request = getattr(service.events(), name)(**arguments)
    request.headers.update(headers)
    batch.add(request, request_id=request_id)
batch.execute(http=httplib2.Http())
print(json.dumps(answers))
