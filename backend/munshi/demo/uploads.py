"""Reads an uploaded file no further than its limit."""

from starlette.datastructures import UploadFile

from munshi.demo.refusals import Refusal


async def read_upload(file: UploadFile, most: int) -> bytes:
    """The file's bytes; raises Refusal 131053 when it has more than `most`, or none."""
    content = await file.read(most + 1)
    if len(content) > most:
        raise Refusal(131053, f"The file is larger than {most} bytes.")
    if not content:
        raise Refusal(131053, "The file is empty.")
    return content
