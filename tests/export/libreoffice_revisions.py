"""Run by the Python that has LibreOffice's ``uno``: accept and reject all tracked changes of a Word file, store both.

Usage: libreoffice_revisions.py SOFFICE IN.docx ACCEPTED.docx REJECTED.docx PROFILE-FOLDER. Prints as JSON what it saw
in the file as opened: the kind and the author of each tracked change.
"""

import json
import subprocess
import sys
import time
import uuid
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def main():
    soffice, source, accepted, rejected, profile = sys.argv[1:]
    pipe = f"fupan{uuid.uuid4().hex}"
    options = [
        "--headless",
        "--norestore",
        "--nologo",
        "--nodefault",
        f"-env:UserInstallation={Path(profile).as_uri()}",
    ]
    office = subprocess.Popen([soffice, *options, f"--accept=pipe,name={pipe};urp;"])
    try:
        context = connected(pipe, office)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        seen = None
        for target, command in ((accepted, ".uno:AcceptAllTrackedChanges"), (rejected, ".uno:RejectAllTrackedChanges")):
            document = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, (told("Hidden", True),))
            seen = seen or look(document)
            dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
            dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, ())
            document.storeToURL(Path(target).as_uri(), (told("FilterName", "MS Word 2007 XML"),))
            document.close(True)
        print(json.dumps(seen, ensure_ascii=False))
        desktop.terminate()
        office.wait(60)
    finally:
        if office.poll() is None:
            office.kill()


def connected(pipe, office):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(400):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if office.poll() is not None:
                break
            time.sleep(0.25)
    raise SystemExit("LibreOffice did not answer")


def told(name, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def look(document):
    changes, redlines = [], document.Redlines.createEnumeration()
    while redlines.hasMoreElements():
        redline = redlines.nextElement()
        changes.append([redline.getPropertyValue("RedlineType"), redline.getPropertyValue("RedlineAuthor")])
    return changes


main()
